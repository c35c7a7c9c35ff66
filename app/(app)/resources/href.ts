/** Where everything known of a resource stands; ids hold slashes and colons as their providers please. */
export function resourceHref(id: string): string {
  return `/resources/${encodeURIComponent(id)}`;
}
