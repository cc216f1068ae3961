//! The native module without NumPy's Python layer: arrays are made, computed with and taken apart.

use expect_test::expect;

use crate::fixture::run;

#[test]
fn arrays_are_computed_with_by_element() {
    let printed = run("a = array([[1, 2], [3, 4]])\n\
         print((a + 1.5).tolist(), (a * a).tolist(), (a > 2).tolist())\n\
         print(add.reduce(a, 0).tolist(), multiply.accumulate(a, 1).tolist(), a.sum(), a.max(1).tolist())");
    expect![[r"
        [[2.5, 3.5], [4.5, 5.5]] [[1, 4], [9, 16]] [[False, False], [True, True]]
        [4, 6] [[1, 2], [3, 12]] 10 [2, 4]
    "]]
    .assert_eq(&printed);
}

#[test]
fn views_share_memory_and_copies_do_not() {
    let printed = run("a = arange(6).reshape(2, 3)\n\
         a[:, 1] = 9\n\
         b = a.T[[0, 2]]\n\
         b[0, 0] = 7\n\
         print(a.tolist(), b.tolist(), a.T.strides, a[a > 4].tolist())");
    expect![[r"
        [[0, 9, 2], [3, 9, 5]] [[7, 3], [2, 5]] (8, 24) [9, 9, 5]
    "]]
    .assert_eq(&printed);
}

#[test]
fn fields_are_views_of_a_structured_array() {
    let printed = run("a = zeros(2, [('x', 'i4'), ('y', 'f8')])\n\
         a['x'] = [1, 2]\n\
         a[1]['y'] = 2.5\n\
         print(a.tolist(), a.dtype.itemsize, a.dtype.names)");
    expect![[r"
        [(1, 0.0), (2, 2.5)] 12 ('x', 'y')
    "]]
    .assert_eq(&printed);
}

#[test]
fn products_of_matrices_are_sums_of_products() {
    let printed = run("a = arange(6.).reshape(2, 3)\n\
         print(matmul(a, a.T).tolist(), dot(a[0], a[1]), (a @ a[0]).tolist())");
    expect![[r"
        [[5.0, 14.0], [14.0, 50.0]] 14.0 [5.0, 14.0]
    "]]
    .assert_eq(&printed);
}

#[test]
fn objects_stay_the_same_objects() {
    let printed = run("value = {'a': 1}\n\
         a = array([value, None, 2], 'O')\n\
         print(a[0] is value, (a[1:] == 2).tolist(), a.copy()[0] is value)");
    expect![[r"
        True [False, True] True
    "]]
    .assert_eq(&printed);
}
