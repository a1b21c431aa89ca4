// What could not be saved stays in the browser, by person, section and the number it came from.

const key = (person, part, number) => `saksframlegg:${person}:${part}:${number}`;

function quietly(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise; // a browser that keeps nothing: the page itself still holds the text
  }
}

export function keep(person, part, number, html) {
  quietly(() => localStorage.setItem(key(person, part, number), html));
}

export function forget(person, part) {
  quietly(() => {
    for (const name of names(person, part)) localStorage.removeItem(name);
  });
}

export function left(person, part) {
  const found = quietly(() => names(person, part), []).map((name) => ({
    number: Number(name.split(":").pop()),
    html: localStorage.getItem(name),
  }));
  return found.sort((a, b) => b.number - a.number)[0] || null;
}

function names(person, part) {
  const start = key(person, part, "");
  return Object.keys(localStorage).filter((name) => name.startsWith(start));
}
