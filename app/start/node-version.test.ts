import { expect, test } from 'vitest'
import { refuseOldNode } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s will do', (version) => {
  expect(() => refuseOldNode(version)).not.toThrow()
})

test.each(['18.20.4', '20.18.3', '20.9.0'])('Node %s is refused with the remedy', (version) => {
  expect(() => refuseOldNode(version)).toThrow(`Node.js ${version} is too old`)
})
