/** The address of this page with another link, which starts with its `#`. */
export function addressWith(link: string): string {
  return `${location.href.replace(/#.*$/, '')}${link}`;
}
