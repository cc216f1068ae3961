/** What the bundler gives for files that are no scripts: their text. */
declare module "*.py" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
