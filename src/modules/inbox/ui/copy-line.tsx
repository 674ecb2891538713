import { Button } from '#web/kit/button.tsx'
import { showToast } from '#web/kit/toast.tsx'
import './channels.css'

/** A value to copy into another program. Without JavaScript a click marks it. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    showToast({ tone: 'good', text: `${label} copied` })
  }
  return (
    <div className="stack s4">
      <span className="t13 m">{label}</span>
      <div className="copy-line">
        <code>{value}</code>
        <Button size="sm" icon="copy" iconOnly onClick={() => void copy()}>
          Copy {label.toLowerCase()}
        </Button>
      </div>
    </div>
  )
}
