import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { optionCatalog, UNDECLARED } from './support';

// Users read docstrings before anything else: in their editor.

const LIB = join(__dirname, '../lib');

interface Documented {
  readonly name: string;
  /** The summary; for constructors their parameters may do. */
  readonly summary: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly optionalProp: boolean;
  readonly isConstructor: boolean;
  readonly text: string;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

/** What lib/index.ts exports, by the file it comes from. */
function publicNames(): [file: string, name: string][] {
  return parse(join(LIB, 'index.ts')).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause))
      throw new Error(`lib/index.ts does more than re-export: ${statement.getText()}`);
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    return statement.exportClause.elements.map(({ name }): [string, string] => [join(LIB, `${from}.ts`), name.text]);
  });
}

function documented(name: string, node: ts.Node): Documented {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = (comment: ts.JSDoc['comment']) => ts.getTextOfJSDocComment(comment)?.trim() ?? '';
  return {
    name,
    summary: docs.map(({ comment }) => text(comment)).join(' '),
    tags: Object.fromEntries(docs.flatMap(({ tags }) => [...(tags ?? [])]).map((tag) => [tag.tagName.text, text(tag.comment)])),
    optionalProp: ts.isPropertySignature(node) && node.questionToken !== undefined,
    isConstructor: ts.isConstructorDeclaration(node),
    text: docs.map((doc) => doc.getText()).join('\n'),
  };
}

function isPublic(member: ts.Node): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(member as ts.Declaration) & hidden) === 0;
}

/** A declaration, and the public members of it. */
function withMembers([file, name]: [string, string]): Documented[] {
  const declaration = parse(file).statements.find(
    (one): one is ts.ClassDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration | ts.FunctionDeclaration =>
      (ts.isClassDeclaration(one) || ts.isInterfaceDeclaration(one) || ts.isEnumDeclaration(one) || ts.isFunctionDeclaration(one)) &&
      one.name?.text === name,
  );
  if (!declaration) throw new Error(`${file} declares no class, interface, enum or function ${name}`);
  if (ts.isFunctionDeclaration(declaration)) return [documented(name, declaration)];
  const members = [...(declaration.members as ts.NodeArray<ts.NamedDeclaration>)].filter(isPublic);
  return [
    documented(name, declaration),
    ...members
      .map((member) => documented(`${name}.${member.name?.getText() ?? 'constructor'}`, member))
      .filter(({ tags }) => !('internal' in tags)),
  ];
}

const names = publicNames();
const all = names.flatMap(withMembers);

test('There is a public API to look at', () => {
  expect(names.map(([, name]) => name)).toEqual(expect.arrayContaining(['FlinkApplication', 'FlinkApplicationProps', 'StateBackend']));
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['FlinkApplication.cluster', 'CheckpointProps.interval', 'StateBackend.ROCKSDB', 'FlinkVersion.of']),
  );
});

test('Every public class, member, prop and value says what it is', () => {
  const silent = all.filter(({ summary, tags, isConstructor }) => !summary && !(isConstructor && 'param' in tags));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('Every summary is a sentence', () => {
  expect(all.filter(({ summary }) => summary && !/^[A-Z`][^]*[.:)]$/.test(summary)).map(({ name, summary }) => [name, summary])).toEqual(
    [],
  );
});

test('Every optional prop says what holds without it, and no other does', () => {
  expect(all.filter(({ optionalProp, tags }) => optionalProp && !tags.default).map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ optionalProp, tags }) => !optionalProp && 'default' in tags).map(({ name }) => name)).toEqual([]);
});

test('What begins with an underscore is marked as internal, for jsii leaves it out by that', () => {
  expect(all.filter(({ name }) => name.includes('._')).map(({ name }) => name)).toEqual([]);
});

test('Every Flink option that a docstring names is one of the newest release', () => {
  const options = all.flatMap(({ name, text }) =>
    [
      ...text.matchAll(
        /`((?:execution|high-availability|jobmanager|kubernetes|metrics|parallelism|rest|s3|state|taskmanager|web)\.[^`\s:]+)/g,
      ),
    ].map(([, option]) => ({ name, option })),
  );
  expect(options.length).toBeGreaterThan(15);
  const known = (option: string) => optionCatalog.has('2.3', option) || UNDECLARED.some((pattern) => pattern.test(option));
  const sample = (option: string) => (option.includes('*') ? option.replaceAll('*', 'jobmanager') : option);
  expect(options.filter(({ option }) => !known(sample(option)) && !option.endsWith('.*'))).toEqual([]);
});
