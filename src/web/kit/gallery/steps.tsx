import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { SectionHead } from '../page-head.tsx'
import { StepActions, StepHead } from '../step-form.tsx'

const days = [
  ['Fri', '27', 'Full', 'off'],
  ['Sat', '28', '4 free', 'on'],
  ['Sun', '29', 'Closed', 'off'],
  ['Mon', '30', '6 free', ''],
  ['Tue', '1', '5 free', ''],
  ['Wed', '2', '2 free', ''],
  ['Thu', '3', 'Off', 'off'],
] as const

export function Steps() {
  return (
    <section>
      <SectionHead title="Public pages" end="17 px, 48 px targets" />
      <div className="card public" style={{ minHeight: 0 }}>
        <div className="cols">
          <form className="form">
            <StepHead
              step={3}
              of={5}
              name="Time"
              title="When should we come?"
              lead="The first time that fits N16 is held for you."
            />
            <div className="days">
              {days.map(([weekday, day, free, state]) => (
                <label key={day} className={`day ${state}`}>
                  <input
                    type="radio"
                    name="day"
                    value={day}
                    disabled={state === 'off'}
                    defaultChecked={state === 'on'}
                  />
                  <span className="w">{weekday}</span>
                  <b>{day}</b>
                  <span className={state === 'off' ? '' : 'f'}>{free}</span>
                </label>
              ))}
            </div>
            <p className="why">
              <Icon name="info" />
              <span>Fri 27 is fully booked in N16. We don’t work on Sundays.</span>
            </p>
            <div>
              <p className="part">Saturday morning</p>
              <div className="slots">
                <span className="slot full">
                  <s>08:00</s> full
                </span>
                <label className="slot">
                  <input type="radio" name="slot" value="a" defaultChecked />
                  09:30
                </label>
                <label className="slot">
                  <input type="radio" name="slot" value="b" />
                  11:00<span className="less">−£4</span>
                </label>
              </div>
            </div>
            <StepActions
              back={
                <a className="back" href="/kit">
                  Back to service
                </a>
              }
            >
              <Button tone="primary" size="xl" type="submit">
                Continue to your details
              </Button>
            </StepActions>
          </form>
          <aside>
            <div className="card pad">
              <h2>Your booking</h2>
              <dl className="sum" style={{ marginTop: 12 }}>
                <dt>Regular clean, 3 h</dt>
                <dd>£63.00</dd>
                <dd className="s" style={{ textAlign: 'left' }}>
                  2 bedrooms, 1 bathroom, £21.00 an hour
                </dd>
                <dt>Inside the oven</dt>
                <dd>£18.00</dd>
              </dl>
              <div className="tot">
                <span className="b">Total</span>
                <b>£81.00</b>
              </div>
              <p className="small">Includes £13.50 VAT. No fees added later.</p>
            </div>
          </aside>
        </div>
      </div>
    </section>
  )
}
