import type { Template } from '../contract.ts'

/** The variables of a message with their meaning; a press puts one where the cursor stands. */
export function VariableList(props: { variables: Template['variables']; onPick?: (text: string) => void }) {
  const { variables, onPick } = props
  return (
    <details className="card pad" open>
      <summary className="m">Variables</summary>
      <dl className="vars t13">
        {variables.map(({ path, meaning, sample }) => {
          const text = `{{ ${path} }}`
          return (
            <div key={path} className="through">
              <dt>
                {onPick ? (
                  <button type="button" className="link" onClick={() => onPick(text)} title="Insert">
                    <code>{text}</code>
                  </button>
                ) : (
                  <code>{text}</code>
                )}
              </dt>
              <dd>
                {meaning}
                {sample && <span className="muted"> · {sample}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}
