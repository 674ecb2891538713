/** A grey box in the shape of what is coming. Widths in px or %; put several into the final layout. */
export function Skeleton({
  width = '100%',
  height = 14,
}: {
  width?: number | string
  height?: number | string
}) {
  return <span className="sk" style={{ width, height }} aria-hidden="true" />
}

/** Rows of a table that is on its way, with one hidden word for screen readers. */
export function SkeletonRows({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  return (
    <div className="lines" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="row" style={{ height, padding: '0 16px', gap: 16 }}>
          <Skeleton width={24} height={24} />
          <Skeleton width={`${32 - (row % 3) * 6}%`} />
          <span className="end" />
          <Skeleton width={64} />
        </div>
      ))}
    </div>
  )
}
