import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Package = {
  license?: string
  resolved?: string
  integrity?: string
  inBundle?: boolean
  dev?: boolean
  os?: string[]
}
type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }

/** The rows of docs/dependencies.md: package, version, licence. */
const ledger = readFileSync('docs/dependencies.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (\*\*)?@?[a-z]/.test(line) && !line.startsWith('| package'))
  .map((line) =>
    line
      .split('|')
      .slice(1, 4)
      .map((cell) => cell.replaceAll('*', '').trim()),
  )

test('docs/dependencies.md has every dependency at its version and licence, and no other', () => {
  const direct = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })
  const asked = direct.map(([name, range]) => [
    name,
    range.replace(/^npm:.*@/, ''),
    packages[`node_modules/${name}`]?.license ?? 'unknown',
  ])
  const byName = ([one = '']: string[], [other = '']: string[]) => (one < other ? -1 : 1)
  expect(ledger.toSorted(byName)).toEqual(asked.toSorted(byName))
})

test('versions are exact, and every package is of the registry and locked by its checksum', () => {
  for (const range of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(range).toMatch(/^(npm:[a-z]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/)
  // Linters for other machines came into the lock without a checksum; they are in no build.
  const isOurs = ([path, { inBundle, dev, os }]: [string, Package]) =>
    path !== '' && inBundle !== true && (dev !== true || os === undefined)
  const fetched = Object.entries(packages).filter(isOurs)
  expect(fetched.length).toBeGreaterThan(500)
  for (const [path, { resolved, integrity }] of fetched) {
    // Left out where it is the registry's own (omit-lockfile-registry-resolved).
    expect(resolved ?? 'the registry', path).toBe('the registry')
    expect(integrity, path).toMatch(/^sha512-/)
  }
})
