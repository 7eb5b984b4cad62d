import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf } from '#app/domain/open-data/list/shapes.ts'
import { openZip } from '#app/services/import/table/open-zip.server.ts'
import { makeBundle, type MadeBundle } from '#app/services/open-data/bundle/make-bundle.server.ts'
import { isBundleDue, planBundle } from '#app/services/open-data/bundle/plan-bundle.server.ts'
import type { BundlePart } from '#app/services/open-data/bundle/zip-parts.server.ts'
import { readListPart } from '#app/services/open-data/list/read-list.server.ts'
import { readBundle } from '#app/services/open-data/queries/bundle.server.ts'
import { readReleasePage } from '#app/services/open-data/queries/releases.server.ts'
import { releaseAll } from '#app/services/open-data/release-all.server.ts'
import { createDiskFileStore, sha256Of } from '#app/services/shared/file-store.server.ts'
import { bundleParts } from '#app/worker/bundle/bundle-parts.ts'
import { faultsOf, type PackageKind } from '#tests/open-data/validate.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { makeRegion } from '#tests/support/scenes.ts'
import { runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const now = new Date('2026-11-24T03:00:00+08:00')
const publisher = {
  name: '公益汇',
  baseUrl: 'https://gyh.example',
  ocidPrefix: 'ocds-abc123',
  grantPrefix: '360G-gyh',
}
const directory = mkdtempSync(path.join(tmpdir(), 'commonweal-bundle-'))
const files = createDiskFileStore(directory)
afterAll(() => rmSync(directory, { recursive: true }))

const kept = () => readdirSync(path.join(directory, 'large'))
const make = (isAsked = true) =>
  makeBundle({ db: t.app, files }, (tx, at) => bundleParts(tx, publisher, at), { now, isAsked })
const made = async (): Promise<MadeBundle> => {
  const bundle = await make()
  if (bundle === undefined) throw new Error('no bundle was made')
  return bundle
}
async function bytesOf(id: string): Promise<Buffer> {
  const stream = await files.getLarge(id)
  if (stream === undefined) throw new Error('the bytes are gone')
  return buffer(stream)
}
const small = (text: string) =>
  async function* (): AsyncGenerator<BundlePart> {
    yield await Promise.resolve({ path: 'one.txt', content: [text] })
  }

afterEach(async () => {
  await t.owner.$executeRaw`ALTER TABLE open_bundle DISABLE TRIGGER USER`
  await t.owner.openBundle.deleteMany()
  await t.owner.$executeRaw`ALTER TABLE open_bundle ENABLE TRIGGER USER`
  rmSync(path.join(directory, 'large'), { recursive: true, force: true })
})

describe('of a site with a project', () => {
  beforeAll(async () => {
    await runningProject(t, { fundingKind: 'SUBSIDY' })
    await releaseAll(t.app, new Date('2027-01-01T00:00:00Z'))
  })

  test('has everything that is open, valid by its standard, with what it is in both languages, and no person', async () => {
    const bundle = await made()
    const bytes = await bytesOf(bundle.id)
    expect({ sha256: sha256Of(bytes), size: bytes.byteLength }).toEqual({ sha256: bundle.sha256, size: bundle.size })
    const parts = await openZip(bytes, () => true, 50_000_000)
    const text = (name: string) => parts.get(name)?.toString('utf8') ?? ''
    const names = [...parts.keys()]
    const within = (folder: string) => names.filter((name) => name.startsWith(folder))

    const valid: [string, PackageKind][] = [
      ['ocds/releases/', 'releases'],
      ['ocds/records/', 'records'],
      ['360giving/', '360giving'],
    ]
    for (const [folder, kind] of valid) {
      expect(within(folder).length, folder).toBeGreaterThan(0)
      for (const name of within(folder)) expect(faultsOf(kind, text(name)), name).toEqual([])
    }
    const { releases } = await readReleasePage(t.app, 0n)
    expect((JSON.parse(text('ocds/releases/000001.json')) as { releases: unknown[] }).releases).toHaveLength(
      releases.length,
    )
    for (const list of listNames) {
      const { rows } = await readListPart(t.app, { list, filter: {}, now, baseUrl: publisher.baseUrl }, { take: 1000 })
      const [head, ...lines] = readCsv(text(`csv/${list}.csv`))
      expect(head).toEqual(fieldsOf(list).map(([name]) => name))
      expect(lines.map(([first]) => first)).toEqual(rows.map((row) => String(Object.values(row)[0])))
    }
    for (const locale of ['zh-CN', 'en'])
      expect(JSON.parse(text(`schema/openapi.${locale}.json`))).toMatchObject({ openapi: '3.1.0' })
    expect(text('README.txt')).toContain('公益汇开放数据')
    expect(text('README.txt')).toContain('Open data of Commonweal')
    expect(text('README.txt')).toContain(`releases.json?after=${String(releases.at(-1)?.sequence)}`)
    expect(text('LICENCE.txt')).toContain('https://creativecommons.org/licenses/by/4.0/')
    expect(text('SHA256SUMS').trim().split('\n')).toEqual(
      names
        .filter((name) => name !== 'SHA256SUMS')
        .map((name) => `${sha256Of(parts.get(name) ?? Buffer.of())}  ${name}`),
    )

    const people = [
      ...(await t.owner.account.findMany({ select: { name: true } })).map(({ name }) => name),
      ...(await t.owner.organization.findMany()).flatMap((row) => [row.legalRepresentative, row.contactName]),
    ].filter((name) => name !== '')
    expect(people.length).toBeGreaterThan(3)
    for (const name of names) for (const person of people) expect(text(name), `${name} ${person}`).not.toContain(person)
    expect(await readBundle(t.app)).toMatchObject({ ...bundle, lastRelease: releases.at(-1)?.sequence })
  })

  test('is of one instant: what is committed while it is written is in the next one, in all its parts', async () => {
    const title = (await t.owner.project.findFirstOrThrow()).title
    const later = `改过的名称${title}`
    const bundle = await makeBundle(
      { db: t.app, files },
      async function* (tx, at) {
        for await (const part of bundleParts(tx, publisher, at)) {
          if (part.path === 'csv/calls.csv') {
            await t.owner.$executeRaw`ALTER TABLE project DISABLE TRIGGER USER`
            await t.owner.project.updateMany({ data: { title: later } })
          }
          yield part
        }
      },
      { now, isAsked: true },
    )
    const csv = async (id: string) =>
      (await openZip(await bytesOf(id), () => true, 50_000_000)).get('csv/projects.csv')?.toString()
    expect(await csv(bundle?.id ?? '')).not.toContain(later)
    expect(await csv((await made()).id)).toContain(later)
    await t.owner.project.updateMany({ data: { title } })
    await t.owner.$executeRaw`ALTER TABLE project ENABLE TRIGGER USER`
  })
})

describe('one takes the place of another', () => {
  const write = (text: string, isAsked = true) => makeBundle({ db: t.app, files }, small(text), { now, isAsked })

  test('when it is whole: a failure midway leaves the one before, and nothing half-written', async () => {
    const first = await write('one')
    async function* breaking(): AsyncGenerator<BundlePart> {
      yield await Promise.resolve({ path: 'a.txt', content: ['x'.repeat(2_000_000)] })
      throw new Error('the database went away')
    }
    await expect(makeBundle({ db: t.app, files }, breaking, { now, isAsked: true })).rejects.toThrow('went away')
    expect((await readBundle(t.app))?.id).toBe(first?.id)
    expect(kept()).toEqual([first?.id])
    const second = await write('two')
    expect((await readBundle(t.app))?.id).toBe(second?.id)
    expect(kept()).toEqual([second?.id])
    expect(await t.owner.openBundle.count()).toBe(1)
  })

  test('a worker that is killed midway leaves the one before; what it left is taken away the next time', async () => {
    const first = await write('one')
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/bundle-halfway.ts'], {
      env: { ...process.env, DATABASE_URL: t.appUrl, FILES: directory },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    // It is at it: nobody else is.
    expect(await write('beside')).toBeUndefined()
    await expect.poll(kept).toHaveLength(2)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect((await readBundle(t.app))?.id).toBe(first?.id)
    expect(await bytesOf(first?.id ?? '')).not.toHaveLength(0)
    expect(kept()).toHaveLength(2)
    // PostgreSQL lets go of the lock when it sees that the connection is gone.
    await expect.poll(() => write('after')).toBeDefined()
    expect(kept()).toEqual([(await readBundle(t.app))?.id])
    expect(await t.owner.openBundle.count()).toBe(1)
  })

  test('two workers at once make one', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    async function* slow(): AsyncGenerator<BundlePart> {
      begin()
      await gate
      yield { path: 'one.txt', content: ['one'] }
    }
    const one = makeBundle({ db: t.app, files }, slow, { now, isAsked: true })
    await begun
    expect(await Promise.all([write('two'), write('three')])).toEqual([undefined, undefined])
    open()
    expect(await one).toBeDefined()
    expect(await t.owner.openBundle.count()).toBe(1)
  })

  test('once a night: where it is there already nothing is queued, and nothing is made but for the asking', async () => {
    const queued = () =>
      t.owner.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'make-bundle'`
    expect(await isBundleDue(t.app)).toBe(true)
    await planBundle(t.app)
    await planBundle(t.app)
    expect(await queued()).toEqual([{ n: 1 }])
    await t.owner.$executeRaw`DELETE FROM graphile_worker._private_jobs`
    const first = await write('one', false)
    expect(first).toBeDefined()
    await planBundle(t.app)
    expect(await queued()).toEqual([{ n: 0 }])
    expect(await write('again', false)).toBeUndefined()
    expect(await write('asked')).toBeDefined()
  })

  test('PostgreSQL lets nobody take away the one that is given out, nor change it', async () => {
    const first = await write('one')
    const where = { id: first?.id ?? '' }
    await expect(t.app.openBundle.delete({ where })).rejects.toThrow(/stays until/)
    await expect(t.app.openBundle.update({ where, data: { size: 1n } })).rejects.toThrow(/stays as it was/)
    await expect(t.app.openBundle.create({ data: { finishedAt: now } })).rejects.toThrow()
  })
})

describe('of a hundred thousand organizations', () => {
  const count = 100_000
  beforeEach(async () => {
    const { id } = await makeRegion(t, '310117')
    await t.owner.$executeRaw`INSERT INTO organization (id, name, kind, region_id, fields)
      SELECT uuidv7(), '社会组织' || i, 'SERVICE_INSTITUTION', ${id}::uuid, ARRAY['COMMUNITY']::service_field[] FROM generate_series(1, ${count}) i`
  }, 120_000)

  test('nothing but a part of the rows is held while it goes out', { timeout: 300_000 }, async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const held = () => {
      collect()
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    // From any moment on: what was there before and is let go in between is no matter.
    let [least, grown, samples, bytes] = [Infinity, 0, 0, 0]
    const bundle = await makeBundle(
      {
        db: t.app,
        files: {
          ...files,
          putLarge: (name, content) =>
            files.putLarge(
              name,
              (async function* () {
                for await (const piece of content) {
                  bytes += piece.byteLength
                  if (bytes > samples * 100_000) {
                    samples += 1
                    const now = held()
                    least = Math.min(least, now)
                    grown = Math.max(grown, now - least)
                  }
                  yield piece
                }
              })(),
            ),
        },
      },
      (tx, at) => bundleParts(tx, publisher, at),
      { now, isAsked: true },
    )
    expect(samples).toBeGreaterThan(10)
    expect(grown).toBeLessThan(15_000_000)
    const csv = (await openZip(await bytesOf(bundle?.id ?? ''), () => true, 100_000_000)).get('csv/organizations.csv')
    const lines = csv?.toString().split('\r\n') ?? []
    expect(lines.length - 2).toBe(await t.owner.organization.count())
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(lines.length)
  })
})
