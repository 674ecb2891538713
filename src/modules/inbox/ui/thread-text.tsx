import { piecesOf } from './thread-data.ts'

/** Words as they were written: lines kept, addresses as links, names that a note mentions marked. */
export function ThreadText({ text, names }: { text: string; names?: readonly string[] }) {
  return (
    <p className="tx">
      {piecesOf(text, names).map((piece, index) =>
        piece.kind === 'link' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their places
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : piece.kind === 'mention' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <b key={index} className="at">
            {piece.text}
          </b>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}
