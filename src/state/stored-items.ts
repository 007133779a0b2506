/** Texts that the browser keeps for the page. Private windows and full disks refuse storage; the page works without. */
export function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeItem(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The address still holds the work.
  }
}
