import type { ReactNode } from 'react'

/** What few need on a phone: folded there; where there is room, and on paper, it stands open and its label is gone. */
export function Folded({ label, isOpen, children }: { label: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details className="folded" open={isOpen === true ? true : undefined}>
      <summary>{label}</summary>
      {children}
    </details>
  )
}
