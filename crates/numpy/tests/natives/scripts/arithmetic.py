import numpy as np
a = np.arange(6).reshape(2, 3)
print(a * 1.5, a.mean(), np.sqrt(a).round(2), sep='\n')
print(repr(np.linspace(0, 1, 5)), np.where(a > 2, a, -1).tolist())
print(np.concatenate([a, a]).shape, np.sort([3, 1, 2]), np.unique([1, 2, 1]), np.median(a), a.std())
