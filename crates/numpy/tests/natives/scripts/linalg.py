import numpy as np
a = np.array([[4., 1, 2], [1, 3, 0], [2, 0, 5]])
r = lambda x: np.asarray(x).round(6).tolist()
print(r(np.linalg.det(a)), r(np.linalg.inv(a)), r(np.linalg.solve(a, [1, 2, 3])))
w, v = np.linalg.eigh(a); print(r(w), r(np.abs(v @ np.diag(w) @ v.T - a).max()))
q, t = np.linalg.qr(a); print(r(q @ t), r(np.linalg.cholesky(a)))
u, s, vt = np.linalg.svd(a[:2]); print(r(s), u.shape, vt.shape, r(np.linalg.norm(a)), np.linalg.matrix_rank(a))
print(r(np.linalg.eigvals([[0., 1], [-1, 0]])), r(np.linalg.lstsq(a, [1, 2, 3], rcond=None)[0]), r(np.linalg.pinv(a[:2])))
print(r(np.linalg.slogdet(np.stack([a, -a]))), r(np.linalg.solve(np.stack([a, a * 2]), np.ones((2, 3, 1)))))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as error:
    print(type(error).__name__, error)
print(r(np.fft.fft([1, 2, 3, 4])), r(np.fft.rfft([1, 2, 3, 4, 5])), r(np.fft.irfft([1, 2j, 3])), r(np.abs(np.fft.ifft2(np.eye(3)))))
print(np.fft.fftfreq(4).tolist(), np.fft.fft(np.ones((2, 3)), axis=0).shape, np.fft.fft(np.ones(3, 'f4')).dtype, np.fft.ifft(np.arange(4), n=6).shape)
