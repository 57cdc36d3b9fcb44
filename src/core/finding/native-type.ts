/** Longer types are nobody's native types and are left alone. */
export const NATIVE_TYPE_LENGTH_MAX = 256;

/**
 * The native type `Purpose:Resource/Detail` that ends an ASFF type, whether the ASFF type wrote its slash as a slash
 * or as a hyphen: `TTPs/Initial Access/Recon:EC2-Portscan` ends with `Recon:EC2/Portscan`; undefined when the ASFF
 * type ends with anything else.
 */
export function nativeTypeIn(type: string): string | undefined {
  if (type.length > NATIVE_TYPE_LENGTH_MAX) return undefined;
  const colon = type.indexOf(':');
  const start = type.lastIndexOf('/', colon) + 1;
  const resourceEnd = endOfWord(type, colon + 1);
  if (colon <= start || endOfWord(type, start) !== colon || resourceEnd === colon + 1) return undefined;
  const separator = type.charAt(resourceEnd);
  const detail = type.slice(resourceEnd + 1);
  if ((separator !== '-' && separator !== '/') || detail === '' || detail.includes('/')) return undefined;
  return `${type.slice(start, resourceEnd)}/${detail}`;
}

/** Where the ASCII letters and digits from `start` on end. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (isLetterOrDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
