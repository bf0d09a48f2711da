// Which words of two sentences differ: the longest common subsequence of their words.

/** A text as words, and the blanks and marks between them. */
function pieces(text) {
  return text.match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*|[^\p{L}\p{N}]+/gu) ?? [];
}

function isWord(piece) {
  return /[\p{L}\p{N}]/u.test(piece);
}

/** Pieces of `one`, each with whether it is a word that `other` lacks at its place. */
export function differing(one, other) {
  const mine = pieces(one);
  const words = mine.filter(isWord).map((word) => word.toLowerCase());
  const theirs = pieces(other).filter(isWord).map((word) => word.toLowerCase());
  const length = Array.from({ length: words.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let i = words.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      length[i][j] = words[i] === theirs[j]
        ? length[i + 1][j + 1] + 1
        : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const shared = new Set();
  for (let i = 0, j = 0; i < words.length && j < theirs.length;) {
    if (words[i] === theirs[j]) {
      shared.add(i);
      i++;
      j++;
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  let place = 0;
  return mine.map((text) => ({ text, differs: isWord(text) && !shared.has(place++) }));
}
