/**
 * A text that anybody may have chosen as plain words of a line of Markdown (CommonMark and GitHub's tables): what would be
 * markup, an entity, a formula or the end of a cell stands escaped, and breaks and runs of blanks are one blank.
 */
export function markdownText(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\|`*_~$&![\]<>]/g, '\\$&');
}
