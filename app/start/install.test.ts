import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuseLinkedModules } from './install.mjs'

let home = ''
const modules = () => path.join(home, 'node_modules')

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'commonweal-install-'))
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

test('packages are not installed through a link', () => {
  mkdirSync(path.join(home, 'others'))
  symlinkSync(path.join(home, 'others'), modules())
  expect(() => refuseLinkedModules(home)).toThrow('a link to the packages of another checkout')
})

test('an own folder, or none yet, is fine', () => {
  expect(() => refuseLinkedModules(home)).not.toThrow()
  mkdirSync(modules())
  expect(() => refuseLinkedModules(home)).not.toThrow()
})
