import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

/** There whole and on the disk, or not at all; whoever reads it never sees a half. */
export function writeWhole(file: string, content: string): void {
  const beside = `${file}.part`
  const handle = openSync(beside, 'w', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
  syncDir(path.dirname(file))
}

/** The names in a folder reach the disk. */
export function syncDir(dir: string): void {
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
