import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { type Shape, ShapeMark } from './shape.tsx'

export interface Effect {
  tone: 'good' | 'warn' | 'bad' | 'info'
  text: ReactNode
}

const shapes: Record<Effect['tone'], Shape> = { good: 'check', warn: 'triangle', bad: 'diamond', info: 'dot' }

interface ConfirmProps {
  /** The act as a question's title and on the button: "Cancel visit". */
  action: string
  /** One sentence: what this is about. */
  children?: ReactNode
  /** What will happen and to whom: refunds, messages, other visits. */
  effects?: readonly Effect[]
  /** More to fill in, such as the reason. */
  fields?: ReactNode
  isDangerous?: boolean
  /** The words of the way out; "Keep it" unless told. */
  keep?: string
  /** Closes when it resolves with true; false leaves the dialog open with its faults. */
  onConfirm: () => Promise<boolean>
  onClose: () => void
}

/** Before something that others will notice: what it means, then the act itself as the button's words. */
export function ConfirmWithConsequences(props: ConfirmProps) {
  const { action, children, effects = [], fields, isDangerous, keep = 'Keep it', onConfirm, onClose } = props
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    const isDone = await onConfirm().finally(() => setBusy(false))
    if (isDone) onClose()
  }
  return (
    <Dialog
      title={`${action}?`}
      width={460}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button tone={isDangerous ? 'danger' : 'primary'} busy={isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {effects.length > 0 && (
        <ul className="effects">
          {effects.map((effect, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
            <li key={index}>
              <span className={effect.tone}>
                <ShapeMark shape={shapes[effect.tone]} />
              </span>
              <span>{effect.text}</span>
            </li>
          ))}
        </ul>
      )}
      {fields && <div className="form confirm-fields">{fields}</div>}
    </Dialog>
  )
}
