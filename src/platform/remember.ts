/**
 * What `make` gives for a key, made once and remembered. `make` must give the same for the same key at any time. Past `limit` keys
 * all are forgotten, so that no visitor can fill the memory.
 */
export function remembered<Key, Value>(limit: number, make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      if (known.size >= limit) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
