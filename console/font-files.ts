import type { Plugin } from 'vite';

const FACE = /@font-face\s*\{[^}]*\}/g;
const FONT = /url\(["']?data:font\/woff2;base64,([A-Za-z0-9+/=]+)["']?\)/g;

/** Faces that the pages show; the browser slants what is to be italic, which are words in empty fields only. */
const SHOWN = [/font-style:\s*normal/, /font-weight:\s*(?:400|700)\b/];

/**
 * Makes files of the fonts that a style sheet carries within itself: the page's policy loads nothing from `data:`. Faces
 * that no page shows are left out.
 */
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('.css')) return null;
      let count = 0;
      return code
        .replace(FACE, (face) => (SHOWN.every((part) => part.test(face)) ? face : ''))
        .replace(FONT, (_, base64: string) => {
          count += 1;
          const source = Buffer.from(base64, 'base64');
          return `url(__VITE_ASSET__${this.emitFile({ type: 'asset', name: `font-${count}.woff2`, source })}__)`;
        });
    },
  };
}
