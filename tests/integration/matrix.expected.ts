/**
 * Who may ask what, written out by hand: the test walks every endpoint as every role and compares. A new endpoint
 * gets its line here, decided by a person, before it can be shipped (IDEN-003, IDEN-006, IDEN-008, PLAT-127).
 * `+` may ask (the answer may still be "not found" or "invalid"), `-` is refused.
 */
export const endpointTable = `
                                                            owner admin manager agent staff viewer customer guest

# identity
GET    /api/v1/session                                      +     +     +       +     +     +      +        -
GET    /api/v1/public/:orgSlug                              +     +     +       +     +     +      +        +
GET    /api/v1/sign-in/options                              +     +     +       +     +     +      +        +
POST   /api/v1/sign-in                                      +     +     +       +     +     +      +        +
POST   /api/v1/sign-in/code                                 +     +     +       +     +     +      +        +
POST   /api/v1/sign-out                                     +     +     +       +     +     +      +        +
POST   /api/v1/session/refresh                              +     +     +       +     +     +      +        -
POST   /api/v1/register                                     +     +     +       +     +     +      +        +
POST   /api/v1/password-reset                               +     +     +       +     +     +      +        +
POST   /api/v1/password-reset/complete                      +     +     +       +     +     +      +        +
POST   /api/v1/verify-email                                 +     +     +       +     +     +      +        +
POST   /api/v1/verify-email/resend                          +     +     +       +     +     +      +        +
GET    /api/v1/me                                           +     +     +       +     +     +      +        -
PATCH  /api/v1/me                                           +     +     +       +     +     +      +        -
GET    /api/v1/avatars/:avatarId                            +     +     +       +     +     +      +        +
POST   /api/v1/me/password                                  +     +     +       +     +     +      +        -
POST   /api/v1/me/totp                                      +     +     +       +     +     +      +        -
POST   /api/v1/me/totp/confirm                              +     +     +       +     +     +      +        -
POST   /api/v1/me/totp/disable                              +     +     +       +     +     +      +        -
GET    /api/v1/me/sessions                                  +     +     +       +     +     +      +        -
DELETE /api/v1/me/sessions/:sessionId                       +     +     +       +     +     +      +        -
POST   /api/v1/me/sessions/revoke-others                    +     +     +       +     +     +      +        -
POST   /api/v1/session/organization                         +     +     +       +     +     +      +        -
POST   /api/v1/members/:memberId/view-as                    +     +     -       -     -     -      -        -
POST   /api/v1/view-as/stop                                 +     +     +       +     +     +      +        -
GET    /api/v1/members                                      +     +     +       +     -     +      -        -
GET    /api/v1/members/:memberId                            +     +     +       +     -     +      -        -
PATCH  /api/v1/members/:memberId                            +     +     -       -     -     -      -        -
POST   /api/v1/members/:memberId/suspend                    +     +     -       -     -     -      -        -
POST   /api/v1/members/:memberId/restore                    +     +     -       -     -     -      -        -
DELETE /api/v1/members/:memberId                            +     +     -       -     -     -      -        -
GET    /api/v1/members/:memberId/activity                   +     +     -       -     -     -      -        -
GET    /api/v1/roles                                        +     +     +       +     -     +      -        -
POST   /api/v1/invitations                                  +     +     -       -     -     -      -        -
GET    /api/v1/invitations                                  +     +     +       +     -     +      -        -
DELETE /api/v1/invitations/:invitationId                    +     +     -       -     -     -      -        -
POST   /api/v1/invitations/:invitationId/resend             +     +     -       -     -     -      -        -
GET    /api/v1/public/invitations/:token                    +     +     +       +     +     +      +        +
POST   /api/v1/public/invitations/:token/accept             +     +     +       +     +     +      +        +
GET    /api/v1/audit                                        +     +     -       -     -     -      -        -
GET    /api/v1/organization                                 +     +     +       +     -     +      -        -
PATCH  /api/v1/organization                                 +     +     -       -     -     -      -        -
PUT    /api/v1/organization/logo                            +     +     -       -     -     -      -        -
DELETE /api/v1/organization/logo                            +     +     -       -     -     -      -        -
GET    /api/v1/public/:orgSlug/logo/:logoId                 +     +     +       +     +     +      +        +
POST   /api/v1/organizations                                +     +     -       -     -     -      -        -
GET    /api/v1/setup                                        +     +     +       +     +     +      +        +
POST   /api/v1/setup                                        +     +     +       +     +     +      +        +

# crm
GET    /api/v1/clients                                      +     +     +       +     +     +      -        -
POST   /api/v1/clients                                      +     +     +       +     -     -      -        -
POST   /api/v1/clients/tags                                 +     +     +       +     -     -      -        -
GET    /api/v1/clients/:clientId                            +     +     +       +     +     +      -        -
PATCH  /api/v1/clients/:clientId                            +     +     +       +     -     -      -        -
DELETE /api/v1/clients/:clientId                            +     +     +       -     -     -      -        -
POST   /api/v1/clients/:clientId/restore                    +     +     +       -     -     -      -        -
GET    /api/v1/clients/:clientId/timeline                   +     +     +       +     +     +      -        -
POST   /api/v1/clients/:clientId/notes                      +     +     +       +     -     -      -        -
POST   /api/v1/client-notes/:noteId/pin                     +     +     +       +     -     -      -        -
DELETE /api/v1/client-notes/:noteId                         +     +     +       +     -     -      -        -
POST   /api/v1/client-notes/:noteId/restore                 +     +     +       +     -     -      -        -
GET    /api/v1/client-tags                                  +     +     +       +     +     +      -        -
GET    /api/v1/client-duplicates                            +     +     +       +     +     +      -        -
GET    /api/v1/saved-views/:list                            +     +     +       +     +     +      -        -
POST   /api/v1/saved-views/:list                            +     +     +       +     +     +      -        -
DELETE /api/v1/saved-views/:list/:viewId                    +     +     +       +     +     +      -        -

# payments
GET    /api/v1/payments                                     +     +     +       +     -     +      -        -
GET    /api/v1/payments/:paymentId                          +     +     +       +     -     +      -        -
POST   /api/v1/payments/:paymentId/refund                   +     +     +       -     -     -      -        -
POST   /api/v1/refunds/:refundId/confirm                    +     +     +       -     -     -      -        -

# booking
GET    /api/v1/categories                                   +     +     +       +     +     +      -        -
POST   /api/v1/categories                                   +     +     +       -     -     -      -        -
PATCH  /api/v1/categories/:categoryId                       +     +     +       -     -     -      -        -
DELETE /api/v1/categories/:categoryId                       +     +     +       -     -     -      -        -
POST   /api/v1/catalogue/order                              +     +     +       -     -     -      -        -
GET    /api/v1/services                                     +     +     +       +     +     +      -        -
GET    /api/v1/services/:serviceId                          +     +     +       +     +     +      -        -
POST   /api/v1/services                                     +     +     +       -     -     -      -        -
PUT    /api/v1/services/:serviceId                          +     +     +       -     -     -      -        -
DELETE /api/v1/services/:serviceId                          +     +     +       -     -     -      -        -
POST   /api/v1/services/:serviceId/restore                  +     +     +       -     -     -      -        -
GET    /api/v1/staff                                        +     +     +       +     -     +      -        -
GET    /api/v1/staff/:staffId                               +     +     +       +     -     +      -        -
POST   /api/v1/staff                                        +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId                               +     +     +       -     -     -      -        -
DELETE /api/v1/staff/:staffId                               +     +     +       -     -     -      -        -
POST   /api/v1/staff/:staffId/restore                       +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/hours                         +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/overrides/:day                +     +     +       -     -     -      -        -
DELETE /api/v1/staff/:staffId/overrides/:day                +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/areas                         +     +     +       -     -     -      -        -
GET    /api/v1/holidays                                     +     +     +       +     -     +      -        -
POST   /api/v1/holidays                                     +     +     -       -     -     -      -        -
DELETE /api/v1/holidays/:holidayId                          +     +     -       -     -     -      -        -
POST   /api/v1/holidays/bank-holidays                       +     +     -       -     -     -      -        -
GET    /api/v1/postcodes/:postcode                          +     +     +       +     -     +      -        -
GET    /api/v1/public/:orgSlug/pictures/:key                +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/services                     +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/staff                        +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/slots                        +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/appointments                 +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/checkouts                    +     +     +       +     +     +      +        +
GET    /api/v1/public/checkouts/:token                      +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/service              +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/slot                 +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/details              +     +     +       +     +     +      +        +
POST   /api/v1/public/checkouts/:token/pay                  +     +     +       +     +     +      +        +
POST   /api/v1/public/checkouts/:token/confirm-payment      +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token                         +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token/slots                   +     +     +       +     +     +      +        +
POST   /api/v1/public/visits/:token/reschedule              +     +     +       +     +     +      +        +
POST   /api/v1/public/visits/:token/cancel                  +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token/visit.ics               +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/look-up                      +     +     +       +     +     +      +        +
GET    /api/v1/appointments                                 +     +     +       +     +     +      -        -
GET    /api/v1/appointments.csv                             +     +     +       -     -     -      -        -
POST   /api/v1/appointments/bulk                            +     +     +       +     -     -      -        -
GET    /api/v1/calendar                                     +     +     +       +     +     +      -        -
GET    /api/v1/today                                        +     +     +       +     +     +      -        -
GET    /api/v1/figures/bookings                             +     +     +       +     -     +      -        -
GET    /api/v1/figures/bookings/:metric/rows                +     +     +       +     -     +      -        -
GET    /api/v1/appointments/:appointmentId                  +     +     +       +     +     +      -        -
POST   /api/v1/appointments                                 +     +     +       +     -     -      -        -
PATCH  /api/v1/appointments/:appointmentId                  +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/move             +     +     +       +     -     -      -        -
GET    /api/v1/appointments/:appointmentId/check-move       +     +     +       +     +     +      -        -
POST   /api/v1/appointments/:appointmentId/status           +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/cancel           +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/restore          +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/notes            +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/payments         +     +     +       +     -     -      -        -

# notifications
GET    /api/v1/outbox                                       +     +     +       +     -     +      -        -
GET    /api/v1/outbox/:messageId                            +     +     +       +     -     +      -        -
POST   /api/v1/outbox/:messageId/retry                      +     +     +       +     -     -      -        -
POST   /api/v1/outbox/:messageId/discard                    +     +     +       +     -     -      -        -
GET    /api/v1/message-templates                            +     +     +       +     -     +      -        -
GET    /api/v1/message-templates/:key                       +     +     +       +     -     +      -        -
PUT    /api/v1/message-templates/:key                       +     +     +       -     -     -      -        -
POST   /api/v1/message-templates/:key/reset                 +     +     +       -     -     -      -        -
POST   /api/v1/message-templates/:key/preview               +     +     +       +     -     +      -        -
POST   /api/v1/message-templates/:key/test                  +     +     +       -     -     -      -        -

# operations
GET    /api/v1/webhooks                                     +     +     -       -     -     -      -        -
GET    /api/v1/webhook-events                               +     +     -       -     -     -      -        -
GET    /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
POST   /api/v1/webhooks                                     +     +     -       -     -     -      -        -
PATCH  /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
DELETE /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
POST   /api/v1/webhooks/:webhookId/rotate-secret            +     +     -       -     -     -      -        -
POST   /api/v1/webhooks/:webhookId/test                     +     +     -       -     -     -      -        -
GET    /api/v1/webhooks/:webhookId/deliveries               +     +     -       -     -     -      -        -
GET    /api/v1/webhook-deliveries/:deliveryId               +     +     -       -     -     -      -        -
POST   /api/v1/webhook-deliveries/:deliveryId/redeliver     +     +     -       -     -     -      -        -
GET    /api/v1/failed-jobs                                  +     +     -       -     -     -      -        -
GET    /api/v1/failed-jobs/:jobId                           +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/:jobId/retry                     +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/retry-all                        +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/:jobId/drop                      +     +     -       -     -     -      -        -
GET    /api/v1/system/health                                +     +     -       -     -     -      -        -
GET    /api/v1/demo                                         +     +     -       -     -     -      -        -
PUT    /api/v1/demo/simulator                               +     +     -       -     -     -      -        -
POST   /api/v1/demo/remove                                  +     +     -       -     -     -      -        -
`

/** Rules that look at more than the address: the same columns, by the names that the test gives to the requests. */
export const finerTable = `
                                                            owner admin manager agent staff viewer customer guest

cancel a visit with an override                             +     +     +       -     -     -      -        -
book a visit with an override                               +     +     +       -     -     -      -        -
move a visit with an override                               +     +     +       -     -     -      -        -
cancel many visits at once                                  +     +     +       +     -     -      -        -
put the staff into an order                                 +     +     +       -     -     -      -        -
save a view for oneself                                     +     +     +       +     +     +      -        -
save a view for the whole team                              +     +     +       +     -     -      -        -
make somebody an owner                                      +     -     -       -     -     -      -        -
invite an owner                                             +     -     -       -     -     -      -        -
look through an owner's eyes                                +     -     -       -     -     -      -        -
`
