import type { Plugin } from 'vite';

const FONT = /url\(["']?data:font\/woff2;base64,([A-Za-z0-9+/=]+)["']?\)/g;

/** Makes files of the fonts that a style sheet carries within itself: the page's policy loads nothing from `data:`. */
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('.css')) return null;
      let count = 0;
      return code.replace(FONT, (_, base64: string) => {
        count += 1;
        const source = Buffer.from(base64, 'base64');
        return `url(__VITE_ASSET__${this.emitFile({ type: 'asset', name: `font-${count}.woff2`, source })}__)`;
      });
    },
  };
}
