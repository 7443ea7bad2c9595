/** What a form-encoded body says, with `a[b][0]=c` as nested values. */
export interface Params {
  [name: string]: string | Params;
}

export function readParams(text: string): Params {
  const root: Params = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll("]", "").split("[");
    const last = path.pop() ?? "";
    const at = path.reduce(below, root);
    at[last === "" ? String(Object.keys(at).length) : last] = value;
  }
  return root;
}

/** What lies under a name, made when there is nothing yet. */
function below(at: Params, name: string): Params {
  const known = at[name];
  if (typeof known === "object") return known;
  const fresh: Params = {};
  at[name] = fresh;
  return fresh;
}

export const inside = (params: Params, ...path: readonly string[]): Params =>
  path.reduce<Params>((at, name) => {
    const next = at[name];
    return typeof next === "object" ? next : {};
  }, params);

export const text = (params: Params, name: string): string | null => {
  const value = params[name];
  return typeof value === "string" ? value : null;
};

/** A flat part of a form: names and texts. */
export const texts = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
