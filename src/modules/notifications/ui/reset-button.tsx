import { useState } from 'react'
import { useSubmit } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { ConfirmWithConsequences } from '#web/kit/confirm.tsx'

/** Goes back to the default text, after asking; without JavaScript the button posts at once. */
export function ResetButton() {
  const submit = useSubmit()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        type="submit"
        name="intent"
        value="reset"
        tone="quiet"
        formNoValidate
        onClick={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        Reset to default
      </Button>
      {isAsking && (
        <ConfirmWithConsequences
          action="Reset to default"
          isDangerous
          keep="Keep my text"
          effects={[{ tone: 'warn', text: 'Your own text is given up.' }]}
          onConfirm={async () => {
            await submit({ intent: 'reset' }, { method: 'post', preventScrollReset: true })
            return true
          }}
          onClose={() => setAsking(false)}
        >
          From the next message on, the text that comes with Frontdesk is used again.
        </ConfirmWithConsequences>
      )}
    </>
  )
}
