/** Most fields a form may send: a score sheet of sixty criteria has some two hundred. */
export const fieldsMax = 600
const rowsMax = 300
/** What conform's path parser refuses or a plain object already has. */
const reserved = new Set(['__proto__', 'constructor', 'prototype'])
const part = /^[\p{L}\p{N}_-]{1,60}$/u
const row = /^\d{1,3}$/

/**
 * Whether a field's name is one that a form of ours may have: `title`, `answers.c1`, `lines[3].amount`. Names become the shape
 * of an object (conform), so a stranger's name could ask for a list of a million rows or a depth of a thousand: no further than
 * three parts and three hundred rows.
 */
export function isFieldName(name: string): boolean {
  if (name.length > 200) return false
  const parts = name.split('.')
  if (parts.length > 3) return false
  return parts.every((text) => {
    const found = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(text)
    if (found === null) return false
    const [, key = '', index] = found
    if (!part.test(key) || reserved.has(key)) return false
    return index === undefined || (row.test(index) && Number(index) < rowsMax)
  })
}
