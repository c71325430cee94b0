/** Scalars stay the texts that they are, since options are texts: `1.10` is no number here. What is empty is null. */
export type Yaml = string | null | Yaml[] | Map<string, Yaml>;

/** @throws with the line at fault */
export function readYaml(path: string, text: string): Yaml {
  // Loaded when it is needed, which at synth it never is: it takes as long as all the rest.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const document = parseDocument(text, { schema: 'failsafe', customTags: ['null'], prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw new Error(`${path}, line ${line}: this is no YAML (${error.message}); mend it, or put the value in quotes`);
  }
  return document.toJS({ mapAsMap: true }) as Yaml;
}
