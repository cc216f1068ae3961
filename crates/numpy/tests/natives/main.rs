//! The native modules in a Python: alone, and below NumPy's own Python layer.

mod arrays;
mod fixture;
mod layer;
