import { useState } from 'react'
import type { Output } from '#values/endpoint.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { Money } from '#web/kit/money.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import type { previewBroadcast } from '../contract/broadcasts.ts'
import { faultsFile } from './broadcast-input.ts'

type Preview = Output<typeof previewBroadcast>

/** More lines would not be read here: the file has them all. */
const SHOWN = 50

const number = (count: number) => count.toLocaleString('en-GB')

/** Who would get it, what each would read, and which lines of the list cannot be used. */
export function BroadcastPreview({ preview }: { preview: Preview | undefined }) {
  if (!preview) {
    return (
      <aside className="card pad stack s8 bc-preview" aria-label="Preview">
        <SectionHead title="Preview" />
        <p className="muted t13">
          Press Preview to see how many people get it, what each of them reads, and which lines of a pasted
          list cannot be used.
        </p>
      </aside>
    )
  }
  const { total, skipped, cost, reasons, missingVariables, faults } = preview
  return (
    <aside className="card pad stack bc-preview" aria-label="Preview" aria-live="polite">
      <SectionHead title="Preview" />
      <dl className="bc-sum">
        <div>
          <dt>Get it</dt>
          <dd>{number(total)}</dd>
        </div>
        <div>
          <dt>Left out</dt>
          <dd>{number(skipped)}</dd>
        </div>
        {cost !== null && (
          <div>
            <dt>Costs about</dt>
            <dd>
              <Money minor={cost} />
            </dd>
          </div>
        )}
      </dl>
      {missingVariables.length > 0 && (
        <Banner tone="warn">
          Say what stands for {missingVariables.map((n) => `{{${n}}}`).join(', ')}, and preview again.
        </Banner>
      )}
      {total === 0 && <Banner tone="warn">Nobody would get it. Choose more people.</Banner>}
      <Samples samples={preview.samples} total={total} />
      {reasons.length > 0 && (
        <section className="stack s4" aria-label="Who is left out, and why">
          <h3 className="t13 b">Left out</h3>
          <ul className="bc-reasons t13">
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                <span className="grow">{reason}</span>
                <b className="tn">{number(count)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {faults.length > 0 && <Faults faults={faults} />}
    </aside>
  )
}

function Samples({ samples, total }: { samples: Preview['samples']; total: number }) {
  const [wanted, setAt] = useState(0)
  const at = Math.min(wanted, samples.length - 1)
  const sample = samples[at]
  if (!sample) return null
  return (
    <figure className="bc-figure">
      <figcaption className="row">
        <span className="stack s4 grow">
          <b className="m cut">{sample.name || sample.address}</b>
          <span className="muted t12">
            {sample.name && `${sample.address} · `}
            {at + 1} of {number(total)}
          </span>
        </span>
        <Button size="sm" icon="chevron-left" iconOnly disabled={at === 0} onClick={() => setAt(at - 1)}>
          Person before
        </Button>
        <Button
          size="sm"
          icon="chevron-right"
          iconOnly
          disabled={at >= samples.length - 1}
          onClick={() => setAt(at + 1)}
        >
          Next person
        </Button>
      </figcaption>
      <p className="bc-sample">{sample.body}</p>
    </figure>
  )
}

function Faults({ faults }: { faults: Preview['faults'] }) {
  const save = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([`\ufeff${faultsFile(faults)}`], { type: 'text/csv' }))
    link.download = 'lines-that-cannot-be-used.csv'
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
  }
  return (
    <details className="disclose">
      <summary>
        {number(faults.length)} {faults.length === 1 ? 'line' : 'lines'} of the list cannot be used
      </summary>
      <ul className="bc-faults t13">
        {faults.slice(0, SHOWN).map(({ row, address, reason }) => (
          <li key={row}>
            <span className="muted">Line {row}</span> “{address}”: {reason}
          </li>
        ))}
      </ul>
      <div className="row wrap">
        {faults.length > SHOWN && <span className="muted t12">The first {SHOWN} of them.</span>}
        <Button size="sm" icon="download" onClick={save}>
          Save all as a file
        </Button>
      </div>
    </details>
  )
}
