// Expressions of Vega that are worked out for each row, as functions that are put together once. The
// library's own interpreter walks through an expression anew for each value of each row. Neither makes code
// of texts, which a page may forbid. What is not known here is left to the library.

import { expressionInterpreter } from "vega-interpreter";

/** What an expression may not get hold of. */
const FORBIDDEN = new Set([Function, eval, setTimeout, setInterval]);
/** Names that stand for numbers, and not for signals. */
const CONSTANTS = new Set(["NaN", "E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2", "MIN_VALUE", "MAX_VALUE"]);

const PLAIN = { isNaN: Number.isNaN, isFinite: Number.isFinite, time: (date) => new Date(date).getTime() };
for (const name of ["abs", "ceil", "exp", "floor", "log", "max", "min", "pow", "round", "sqrt"]) PLAIN[name] = Math[name];

const UNARY = { "+": (a) => +a, "-": (a) => -a, "!": (a) => !a };

const BINARY = {
  "*": (a, b) => a * b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
};

/** Says that an expression has a part that is left to the library. */
class Unknown extends Error {}

const found = (table, name) => {
  if (!Object.hasOwn(table, name)) throw new Unknown(name);
  return table[name];
};

function identifier({ name }) {
  if (name === "datum") return (at) => at.datum;
  if (name === "item") return (at) => at.item;
  if (name === "event" || CONSTANTS.has(name)) throw new Unknown(name);
  const key = `$${name}`;
  return (at) => at.params[key];
}

const allowed = (value) => (typeof value === "function" && FORBIDDEN.has(value) ? undefined : value);

function member({ object, property, computed }, functions) {
  const holder = made(object, functions);
  if (!computed || property.type === "Literal") {
    const key = computed ? property.value : property.name;
    return (at) => allowed(holder(at)[key]);
  }
  const key = made(property, functions);
  return (at) => allowed(holder(at)[key(at)]);
}

function call({ callee, arguments: given }, functions) {
  const name = callee.name.replace(/^_/, "");
  const parts = given.map((part) => made(part, functions));
  const [first, second, third] = parts;
  if (name === "if") return (at) => (first(at) ? second(at) : third(at));
  const act = functions[name] ?? found(PLAIN, name);
  if (parts.length === 1) return (at) => act.call(functions, first(at));
  if (parts.length === 2) return (at) => act.call(functions, first(at), second(at));
  return (at) => act.apply(functions, parts.map((part) => part(at)));
}

function record({ properties }, functions) {
  const parts = properties.map(({ key, value }) => [key.type === "Literal" ? key.value : key.name, made(value, functions)]);
  const odd = parts.find(([name]) => name in Object.prototype);
  if (odd) throw new Unknown(odd[0]);
  return (at) => {
    const values = {};
    for (const [name, value] of parts) values[name] = value(at);
    return values;
  };
}

const KINDS = {
  Literal(node) {
    if (node.regex) throw new Unknown("a pattern");
    return () => node.value;
  },
  Identifier: identifier,
  MemberExpression: member,
  CallExpression: call,
  ObjectExpression: record,
  ArrayExpression({ elements }, functions) {
    const parts = elements.map((part) => made(part, functions));
    return (at) => parts.map((part) => part(at));
  },
  UnaryExpression({ operator, argument }, functions) {
    const [act, value] = [found(UNARY, operator), made(argument, functions)];
    return (at) => act(value(at));
  },
  BinaryExpression({ operator, left, right }, functions) {
    const [act, first, second] = [found(BINARY, operator), made(left, functions), made(right, functions)];
    return (at) => act(first(at), second(at));
  },
  LogicalExpression({ operator, left, right }, functions) {
    const [first, second] = [made(left, functions), made(right, functions)];
    return operator === "&&" ? (at) => first(at) && second(at) : (at) => first(at) || second(at);
  },
  ConditionalExpression({ test, consequent, alternate }, functions) {
    const [first, second, third] = [test, consequent, alternate].map((part) => made(part, functions));
    return (at) => (first(at) ? second(at) : third(at));
  },
};

/** The function that works out a part of an expression. */
const made = (node, functions) => found(KINDS, node.type)(node, functions);

/** What `make` gives, or what the library gives where it meets something that is not known here. */
function orElse(make, library) {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unknown) return library();
    throw error;
  }
}

/** Works out where a mark begins and how large it is, from its two ends or its middle. */
function place(item, channels, swaps, [start, end, middle, size]) {
  if (channels[end] && channels[start]) {
    if (swaps && item[start] > item[end]) [item[start], item[end]] = [item[end], item[start]];
    item[size] = item[end] - item[start];
  } else if (channels[end]) item[start] = item[end] - (item[size] || 0);
  if (channels[middle]) item[start] = item[middle] - (item[size] || 0) / 2;
}

/** @type {[string, string, string, string][]} */
const AXES = [
  ["x", "x2", "xc", "width"],
  ["y", "y2", "yc", "height"],
];

/** What is said of an item beside the pointer: worked out when it is asked for, for most items are never pointed at. */
class Later {
  constructor(value, params) {
    this.value = value;
    this.params = params;
  }

  of(item) {
    return this.value({ item, datum: item.datum, params: this.params });
  }
}

/** Gives one and the same for all items, which finds out for each. */
function later(value) {
  let known;
  return ({ params }) => {
    if (known?.params !== params) known = new Later(value, params);
    return known;
  };
}

/** What a tooltip says of an item. */
export const told = (item, value) => (value instanceof Later ? value.of(item) : value);

/** What sets the channels of an item, and says whether one of them has changed. */
function encoder({ functions }, { marktype, channels }) {
  const parts = Object.entries(channels).map(([name, { ast }]) => {
    const value = made(ast, functions);
    const isPlain = name !== "tooltip" || ast.type === "Literal";
    return { name, value: isPlain ? value : later(value) };
  });
  const axes = marktype === "rule" ? [] : AXES.filter(([, end, middle]) => channels[end] || channels[middle]);
  const swaps = ["group", "image", "rect"].includes(marktype);
  return (item, params) => {
    const at = { item, datum: item.datum, params };
    let isChanged = 0;
    for (const { name, value } of parts) {
      const now = value(at);
      if (item[name] === now) continue;
      item[name] = now;
      isChanged = 1;
    }
    for (const axis of axes) place(item, channels, swaps, axis);
    return isChanged;
  };
}

/** How Vega reads expressions here. */
export const expressions = {
  ...expressionInterpreter,
  parameter(context, expression) {
    const read = () => {
      const value = made(expression.ast, context.functions);
      return (datum, params) => value({ datum, params });
    };
    return orElse(read, () => expressionInterpreter.parameter(context, expression));
  },
  encode: (context, encode) => orElse(() => encoder(context, encode), () => expressionInterpreter.encode(context, encode)),
};
