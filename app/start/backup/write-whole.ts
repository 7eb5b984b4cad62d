import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'

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

/** Everything written in a folder's file system reaches the disk: one wait for thousands of files. */
export function syncTree(dir: string): void {
  const isDone = (args: string[]) => spawnSync('sync', args, { stdio: 'ignore' }).status === 0
  if (!isDone(['-f', dir]) && !isDone([])) throw new Error('the disk could not be told to write everything (sync)')
}
