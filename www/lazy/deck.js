// Maps of deck.gl, over land and borders that need neither a key nor a network. Loaded when a page first has one.

import { Deck, FirstPersonView, MapView, OrbitView, OrthographicView, _GlobeView } from "@deck.gl/core";
import * as layers from "@deck.gl/layers";
import * as aggregated from "@deck.gl/aggregation-layers";
import * as tiled from "@deck.gl/geo-layers";
import { JSONConverter } from "@deck.gl/json";
import * as meshes from "@deck.gl/mesh-layers";
import { registerLoaders } from "@loaders.gl/core";
import { CSVLoader } from "@loaders.gl/csv";
import { GLTFLoader } from "@loaders.gl/gltf";
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-50m.json";

registerLoaders([CSVLoader, GLTFLoader]);

const HEIGHT = 500;
const land = feature(world, world.objects.land);
const borders = mesh(world, world.objects.countries, (one, other) => one !== other);

/** Layers and views by their names, as pydeck has them. */
function classes() {
  const found = { FirstPersonView, MapView, OrbitView, OrthographicView, _GlobeView };
  for (const [name, made] of Object.entries({ ...layers, ...aggregated, ...tiled, ...meshes })) {
    if (name.endsWith("Layer")) found[name] = made;
  }
  return found;
}

function colors(node) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const probe = document.createElement("span");
  node.append(probe);
  const color = (name) => {
    probe.style.color = `var(--bk-${name})`;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const all = { water: color("secondary-background"), land: color("background"), line: color("border"), primary: color("primary") };
  probe.remove();
  return all;
}

/** How the names begin of what lies under the layers of the script. */
const GROUND = "bk-";

/** What lies under the layers of the script: land and borders, or tiles of a source that it names. */
function ground(source, color) {
  // Whatever the script draws lies above it: seen from the side, it would hide the lower half of texts.
  /** @type {any} */
  const parameters = { depthCompare: "always", depthWriteEnabled: false };
  if (typeof source === "string" && source.includes("{z}")) return [tiles({ id: "bk-tiles", data: source })];
  return [
    new layers.GeoJsonLayer({ id: "bk-land", data: land, parameters, stroked: false, getFillColor: color.land }),
    new layers.GeoJsonLayer({ id: "bk-borders", data: { type: "Feature", geometry: borders, properties: {} }, parameters, getLineColor: color.line, lineWidthMinPixels: 1, lineWidthMaxPixels: 1 }),
  ];
}

/** Pictures of a source that cuts the world into squares. */
function tiles(props) {
  return new tiled.TileLayer({
    minZoom: 0,
    maxZoom: 19,
    tileSize: 256,
    ...props,
    renderSubLayers: (sub) => {
      const [[west, south], [east, north]] = sub.tile.boundingBox;
      /** @type {any} */
      const picture = { ...sub, data: undefined, image: sub.data, bounds: [west, south, east, north] };
      return new layers.BitmapLayer(picture);
    },
  });
}

const isPictures = (layer) => layer.constructor.layerName === "TileLayer" && /\.(png|jpe?g|webp)|\{z\}/.test(String(layer.props.data)) && !/\.(mvt|pbf)/.test(String(layer.props.data));

/** Texts, and numbers that JSON has no form for. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
/** Stands for what is no number. */
const NO_NUMBER = "bk-nan";

/** What a text says in JSON as Python writes it, where numbers may be none. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    const strict = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `"${NO_NUMBER}"`));
    return JSON.parse(strict, (_, value) => (value === NO_NUMBER ? NaN : value));
  }
}

function layersOf(spec, color) {
  const converter = new JSONConverter({ configuration: { classes: classes() } });
  const said = read(spec);
  for (const layer of said.layers ?? []) {
    for (const [name, value] of Object.entries(layer)) if (value === "primary") layer[name] = [...color.primary.slice(0, 3), 160];
  }
  /** @type {any} */
  const made = converter.convert(said);
  made.layers = (made.layers ?? []).filter(Boolean).map((layer) => (isPictures(layer) ? tiles({ ...layer.props, id: layer.id }) : layer));
  return { said, made };
}

function filled(pattern, object) {
  const inner = object?.properties ? { ...object.properties, ...object } : object;
  return pattern.replace(/\{([^{}]+)\}/g, (_, name) => String(name.split(".").reduce((at, part) => at?.[part], inner) ?? ""));
}

/** What is shown beside what the pointer is over. */
function tooltip(said, info) {
  if (!info.object || !said) return null;
  const tip = said === true ? { text: JSON.stringify(info.object, null, 1) } : { ...said };
  // Only text: what a script says as HTML is shown without its marks.
  const words = tip.html ? new DOMParser().parseFromString(filled(tip.html, info.object).replace(/<br\s*\/?>/g, "\n"), "text/html").body.textContent : filled(tip.text ?? "", info.object);
  return { text: words, style: tip.style };
}

/** Whether there is what Deck draws with: without it, it fails where nobody hears. */
let hasWebGl;
function canDraw() {
  if (hasWebGl === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    hasWebGl = Boolean(context);
    // A page may have only so many of them.
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return hasWebGl;
}

/** How opaque is what is not selected, of 255. */
const FADED = 102;
/** What layers are painted with. */
const PAINTS = ["getColor", "getFillColor", "getLineColor", "getSourceColor", "getTargetColor"];

/** Layers in which what is not selected stands back behind what is. */
function faded(all, chosen) {
  const isAny = [...chosen.values()].some((picked) => picked.size);
  return all.map((layer) => {
    if (layer.id.startsWith(GROUND)) return layer;
    const picked = chosen.get(layer.id);
    const paint = (color) => (object, info) => {
      const [red, green, blue, alpha = 255] = typeof color === "function" ? color(object, info) : color;
      return [red, green, blue, picked?.has(info.index) ? alpha : FADED];
    };
    const painted = PAINTS.filter((name) => Object.hasOwn(layer.props, name));
    const turn = isAny ? [...(picked?.keys() ?? [])].join() : "all";
    const paints = Object.fromEntries(isAny ? painted.map((name) => [name, paint(layer.props[name])]) : []);
    const updateTriggers = { ...layer.props.updateTriggers, ...Object.fromEntries(painted.map((name) => [name, turn])) };
    // A layer that another has taken the place of cannot be drawn again.
    return layer.clone({ ...paints, updateTriggers });
  });
}

/** What is called with each click, and tells what is selected then; `show` draws it. */
function selection(isMulti, tell, show) {
  let chosen = new Map();
  return (info) => {
    const id = info.layer?.id;
    if (!info.object || !id) chosen = new Map();
    else {
      const known = (isMulti || chosen.get(id)?.has(info.index) ? chosen.get(id) : undefined) ?? new Map();
      if (known.has(info.index)) known.delete(info.index);
      else known.set(info.index, info.object);
      chosen = isMulti ? chosen.set(id, known) : new Map([[id, known]]);
    }
    show(chosen);
    const named = [...chosen].filter(([, picked]) => picked.size);
    tell(JSON.stringify({
      selection: {
        indices: Object.fromEntries(named.map(([layer, picked]) => [layer, [...picked.keys()]])),
        objects: Object.fromEntries(named.map(([layer, picked]) => [layer, [...picked.values()]])),
      },
    }));
  };
}

/** Buttons that bring the map nearer, for those who have neither a wheel nor two fingers. */
function zoomButtons(zoom) {
  const holder = document.createElement("div");
  holder.className = "bk-map-zoom";
  for (const [sign, words, more] of /** @type {[string, string, number][]} */ ([["+", "Zoom in", 1], ["−", "Zoom out", -1]])) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => zoom(more));
    holder.append(button);
  }
  return holder;
}

const seaOf = (color) => `rgb(${color.water.slice(0, 3).join(" ")})`;

/** What a map is drawn into: it is as the sea. */
function placeOf({ height }, color) {
  const place = document.createElement("div");
  place.className = "bk-map";
  place.style.cssText = `position: relative; height: ${height}px; background: ${seaOf(color)}`;
  return place;
}

/** Draws a map into an element; `tell` hears what is selected. */
export function draw(node, spec, options, tell) {
  const { tooltip: words, isSelectable, isMulti } = JSON.parse(options);
  let deck;
  let all = [];
  let shown = new Map();
  const select = selection(isMulti, tell, (chosen) => {
    shown = chosen;
    deck?.setProps({ layers: faded(all, shown) });
  });
  let inner;
  // Whether the colours have changed since it was drawn.
  let isStale = false;
  const stop = () => {
    deck?.finalize();
    deck = undefined;
  };
  const paint = (width, height) => {
    try {
      if (!canDraw()) throw new Error("this browser has no WebGL 2, or has it switched off.");
      const size = { width: width || node.clientWidth || 300, height: height || HEIGHT };
      const isNew = !deck;
      if (inner) inner.style.height = `${size.height}px`;
      if (!isNew && !isStale) return deck.setProps(size);
      isStale = false;
      const color = colors(node);
      const { said, made } = layersOf(spec, color);
      const source = said.mapStyle ?? said.map_style;
      all = [...ground(source, color), ...made.layers];
      if (!isNew) {
        inner.style.background = seaOf(color);
        return deck.setProps({ ...size, layers: faded(all, shown) });
      }
      inner = placeOf(size, color);
      node.replaceChildren(inner);
      let view = { maxPitch: 85, ...(made.initialViewState ?? { latitude: 0, longitude: 0, zoom: 1 }) };
      inner.append(zoomButtons((more) => {
        view = { ...view, zoom: Math.min(Math.max(view.zoom + more, view.minZoom ?? 0), view.maxZoom ?? 20), transitionDuration: 200 };
        deck?.setProps({ initialViewState: view });
      }));
      deck = new Deck({
        ...size,
        parent: inner,
        controller: true,
        ...(made.views && { views: made.views }),
        initialViewState: view,
        onViewStateChange: ({ viewState }) => {
          view = viewState;
        },
        ...(made.effects && { effects: made.effects }),
        layers: all,
        getTooltip: (info) => tooltip(words, info),
        onClick: isSelectable ? select : undefined,
        onError: (error) => console.error(error),
      });
    } catch (error) {
      stop();
      node.textContent = `This map cannot be drawn: ${error.message}`;
    }
  };
  return { paint, restyle: () => (isStale = true), stop };
}
