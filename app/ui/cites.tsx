import { createContext, Fragment, type ReactNode, useContext } from 'react'
import { citedPieces } from '#app/domain/policy-document/document-numbers.ts'
import { paths } from '#app/http/paths.ts'
import { A } from './link.tsx'

/** Ids of the library's documents by their numbers; a page has them from whoever renders it (app/entry.server.tsx). */
export const KnownDocuments = createContext<ReadonlyMap<string, string>>(new Map())

/** A text whose document numbers lead to the documents, where the library has them. Never inside a link. */
export function Cites({ text }: { text: string }): ReactNode {
  const known = useContext(KnownDocuments)
  return citedPieces(text, (documentNo) => known.has(documentNo)).map((piece, index) => {
    const id = piece.documentNo === undefined ? undefined : known.get(piece.documentNo)
    return id === undefined ? (
      <Fragment key={index}>{piece.text}</Fragment>
    ) : (
      <Cited key={index} id={id} text={piece.text} />
    )
  })
}

const Cited = ({ id, text }: { id: string; text: string }) => <A to={paths.policy(id)}>{text}</A>
