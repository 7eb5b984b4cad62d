// Names of PostgreSQL's log files: eight hexadecimal digits each of the timeline, of the log, and of the segment in it.

const segmentName = /^[0-9A-F]{24}$/
const bytesOfLog = 0x1_0000_0000

export const isSegment = (name: string): boolean => segmentName.test(name)

const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')

/** The one written after it. `segmentBytes`: what PostgreSQL was made with, 16 MB unless somebody chose otherwise. */
export function segmentAfter(name: string, segmentBytes: number): string {
  const segmentsOfLog = bytesOfLog / segmentBytes
  const [timeline, log, segment] = [name.slice(0, 8), name.slice(8, 16), name.slice(16)]
  const next = Number.parseInt(segment, 16) + 1
  return next < segmentsOfLog
    ? `${timeline}${log}${hex(next)}`
    : `${timeline}${hex(Number.parseInt(log, 16) + 1)}${hex(0)}`
}

export type Run = {
  /** Every one from `first` on, without a gap; empty where `first` itself is not there. */
  segments: string[]
  /** The first one that is missing though a later one is there; undefined where none is. */
  gap: string | undefined
}

/** What of `names` can be replayed from `first` on. Other timelines are none of its business. */
export function runFrom(first: string, names: Iterable<string>, segmentBytes: number): Run {
  const there = new Set([...names].filter((name) => isSegment(name) && name.slice(0, 8) === first.slice(0, 8)))
  const segments: string[] = []
  let name = first
  for (; there.has(name); name = segmentAfter(name, segmentBytes)) segments.push(name)
  // Of one timeline and one length, names sort as they were written.
  return { segments, gap: [...there].some((other) => other > name) ? name : undefined }
}

export type SegmentHead = { systemIdentifier: string; name: string }

/** Whose log file it is and which one, by its own first bytes (XLogLongPageHeaderData); undefined where they are none. */
export function segmentHead(bytes: Buffer): SegmentHead | undefined {
  const hasLongHead = bytes.length >= 40 && (bytes.readUInt16LE(2) & 0x2) !== 0
  if (!hasLongHead) return undefined
  const segmentBytes = bytes.readUInt32LE(32)
  if (segmentBytes === 0 || bytesOfLog % segmentBytes !== 0) return undefined
  const address = bytes.readBigUInt64LE(8)
  const [log, within] = [Number(address >> 32n), Number(address & 0xffff_ffffn)]
  return {
    systemIdentifier: bytes.readBigUInt64LE(24).toString(),
    name: `${hex(bytes.readUInt32LE(4))}${hex(log)}${hex(Math.floor(within / segmentBytes))}`,
  }
}
