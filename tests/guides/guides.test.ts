import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { guides } from '#app/i18n/guide/index.ts'
import { pictureSize } from '#app/i18n/guide/pictures.ts'
import { labelsIn, readGuide } from '#app/i18n/guide/read.ts'
import type { Words } from '#app/i18n/guide/shape.ts'
import { locales } from '#app/i18n/locale.ts'
import { guideFiles } from './markdown.ts'
import { pictureBytesMax } from './small-picture.ts'
import { walks } from './walks/index.ts'

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(path.relative(folder, entry.parentPath), entry.name))
    .sort()

test('docs/guides is what the words make: written by npm run guides, by nobody’s hand', () => {
  const files = guideFiles()
  expect(filesBelow('docs/guides')).toEqual([...files.keys()].sort())
  for (const [file, text] of files) expect(readFileSync(path.join('docs/guides', file), 'utf8'), file).toBe(text)
})

test('every picture that a guide names is there, small and of its size; there are no others', async () => {
  const named = guides.flatMap((guide) =>
    locales.flatMap((locale) =>
      readGuide(guide, locale).tasks.flatMap(({ steps }) =>
        steps.flatMap(({ picture }) => (picture === undefined ? [] : [{ ...picture, at: guide.at }])),
      ),
    ),
  )
  expect(filesBelow('public/guide-pictures').map((file) => `/guide-pictures/${file}`)).toEqual(
    named.map((picture) => picture.path).sort(),
  )
  for (const picture of named) {
    const file = `public${picture.path}`
    expect(existsSync(file), file).toBe(true)
    expect(statSync(file).size, file).toBeLessThanOrEqual(pictureBytesMax)
    const { width, height } = await sharp(file).metadata()
    expect(width / height, file).toBeCloseTo(pictureSize[picture.at].width / pictureSize[picture.at].height)
    expect(picture.alt, file).not.toMatch(/["<>]/)
  }
})

describe.each(guides.map((guide) => [guide.role, guide] as const))('the guide for %s', (role, guide) => {
  const steps = guide.tasks.flatMap((task) => task.steps)
  const everything: Words[] = [
    guide.title,
    guide.who,
    ...guide.before,
    ...guide.tasks.map(({ title }) => title),
    ...steps.flatMap(({ says, picture }) => [says, ...(picture === undefined ? [] : [picture])]),
    ...guide.trouble.flatMap(({ what, then }) => [what, then]),
    ...guide.ask,
  ]

  test('says everything in both languages, naming the same words of the site in both', () => {
    for (const words of everything) {
      expect(words.zh).toMatch(/\p{Script=Han}/u)
      expect(words.en).not.toBe('')
      expect(words.en).not.toMatch(/\p{Script=Han}/u)
      const ofEnglish = labelsIn({ zh: words.en, en: '' })
      expect(new Set(ofEnglish), words.en).toEqual(new Set(labelsIn(words)))
    }
  })

  test('is short: some tasks of some steps, and pictures among them', () => {
    expect(guide.tasks.length).toBeGreaterThanOrEqual(3)
    expect(guide.tasks.length).toBeLessThanOrEqual(9)
    for (const { name, steps: ofTask } of guide.tasks) {
      expect(name).toMatch(/^[a-z-]+$/)
      expect(ofTask.length, name).toBeGreaterThanOrEqual(2)
      expect(ofTask.length, name).toBeLessThanOrEqual(7)
      expect(
        ofTask.some(({ picture }) => picture !== undefined),
        name,
      ).toBe(true)
    }
    expect(guide.trouble.length).toBeGreaterThan(0)
    expect(guide.ask.length).toBeGreaterThan(0)
  })

  test('is walked: each task has its walk, each step its act', () => {
    const walk = walks[role] ?? {}
    expect(Object.entries(walk).map(([task, acts]) => [task, acts.length])).toEqual(
      guide.tasks.map((task) => [task.name, task.steps.length]),
    )
  })
})
