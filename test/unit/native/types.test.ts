import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { expoDeclarations } from '../../support/expoDeclarations'
import { typeErrors } from '../../support/typeErrors'

const SLOW_MS = 120_000

/** Inside the project, so that the app of the guide finds Convex's own types. */
let folder: string
beforeAll(async () => {
  const cache = join(ROOT, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  folder = await mkdtemp(join(cache, 'native-types-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

it('the client needs neither Node nor a browser', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'native', 'tsconfig.json'), path => ts.sys.readFile(path))
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, 'native'))
  expect(fileNames.length).toBeGreaterThan(10)
  expect(options).toMatchObject({ lib: ['lib.es2022.d.ts'], types: [] })
  expect(typeErrors(fileNames, options)).toEqual([])
}, SLOW_MS)

it('the client imports nothing from elsewhere, but for the file on Node', async () => {
  const imports = ts.sys.readDirectory(join(ROOT, 'native'), ['.ts']).flatMap(file =>
    ts.preProcessFile(ts.sys.readFile(file) ?? '').importedFiles.map(({ fileName }) => fileName))
  expect(imports.filter(name => !/^\.{1,2}\/[\w/]+$/.test(name)).sort()).toEqual(['node:crypto', 'node:fs/promises', 'node:path'])
})

it('the app of docs/expo.md fits the client, the functions, and Expo', async () => {
  const guide = await readFile(join(ROOT, 'docs', 'expo.md'), 'utf8')
  const sources = [...guide.matchAll(/```tsx\n\/\/ (\S+)\n(.*?)```/gs)].map(([, name = '', source = '']) => ({ name, source }))
  expect(sources.map(({ name }) => name)).toEqual(['auth.ts', 'SignIn.tsx', 'App.tsx'])
  for (const part of ['native', 'convex', 'common']) await symlink(join(ROOT, part), join(folder, part))
  const files = [...sources, { name: 'expo.d.ts', source: expoDeclarations }]
  for (const { name, source } of files) await writeFile(join(folder, name), source)
  const check = () => typeErrors(files.map(({ name }) => join(folder, name)), {
    target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [], jsx: ts.JsxEmit.ReactJSX, noUncheckedIndexedAccess: true,
  })
  expect(check()).toEqual([])
  // And the check would notice.
  await writeFile(join(folder, 'App.tsx'), (sources[2]?.source ?? '').replace('{ text }', '{ txet: text }'))
  expect(check()).toHaveLength(1)
}, SLOW_MS)
