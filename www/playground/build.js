// The app as a folder for any web server, made in the tab: what `brooklet build` makes, by the same code.

import { zip } from "./zip.js";

/** The folder as a zip archive. */
export async function buildZip(project) {
  const [{ default: load, SiteBuilder }, names] = await Promise.all([
    import(new URL("dist/site.js", document.baseURI).href),
    get("dist/pkg.json").then((answer) => answer.json()),
  ]);
  await load();
  const site = new SiteBuilder(project.entrypoint, project.name);
  for (const [path, content] of project.files) site.add(path, bytesOf(content));
  const runtime = await Promise.all(names.sort().map(async (name) => [name, new Uint8Array(await (await get(`pkg/${name}`)).arrayBuffer())]));
  for (const [name, bytes] of runtime) site.addRuntime(name, bytes);
  const built = site.finish();
  return zip([
    ...built.files.map(({ path, bytes }) => [path, bytes]),
    ...runtime.map(([name, bytes]) => [`${built.runtime}/${name}`, bytes]),
  ]);
}

const bytesOf = (content) => (typeof content === "string" ? new TextEncoder().encode(content) : content);

async function get(address) {
  const answer = await fetch(new URL(address, document.baseURI));
  if (!answer.ok) throw new Error(`${address} could not be read (${answer.status})`);
  return answer;
}
