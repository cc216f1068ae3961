/** What a page that carries the runtime's files in itself says: their addresses by name. */
declare var brookletAssets: Record<string, string> | undefined;
