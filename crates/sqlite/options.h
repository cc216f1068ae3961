/* How SQLite is built for wasm32, where the package that brings it decides otherwise: read before it. */

/* Connections of one app share a database in memory by `file:x?mode=memory&cache=shared`, as elsewhere. */
#undef SQLITE_OMIT_SHARED_CACHE
