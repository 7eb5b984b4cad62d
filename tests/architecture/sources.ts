import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Source = { file: string; text: string }

/** Every source file under these folders, tests and generated code left out. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|js|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.includes('generated'))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
  )
}

/** The code without its comments: what people and machines are told, not what we tell each other. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
