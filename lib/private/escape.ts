/**
 * A text as it stands in `args`, `command` or the value of a variable: Kubernetes would put variables in place of `$(NAME)`,
 * and takes `$$` for a dollar.
 */
export function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}
