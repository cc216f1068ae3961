/** What some browsers have and TypeScript's own list has not: a folder that the reader picks. */
interface Window {
  showDirectoryPicker(options: { mode: "read" | "readwrite" }): Promise<FileSystemDirectoryHandle>;
}

/** An element of the playground's page that is found by its id: a field, a list or a button. */
type Control = HTMLElement &
  Pick<HTMLInputElement, "value" | "checked" | "files" | "disabled"> &
  Pick<HTMLSelectElement, "add" | "options">;
