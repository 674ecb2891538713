import { type Served, serve, serveErrand } from '#platform/http.ts'
import { addBankHolidays } from '../commands/add-bank-holidays.ts'
import { createCategory } from '../commands/create-category.ts'
import { createHoliday } from '../commands/create-holiday.ts'
import { deleteCategory } from '../commands/delete-category.ts'
import { deleteHoliday } from '../commands/delete-holiday.ts'
import { deleteService } from '../commands/delete-service.ts'
import { deleteStaffMember } from '../commands/delete-staff-member.ts'
import { removeScheduleOverride } from '../commands/remove-schedule-override.ts'
import { reorderCatalogue } from '../commands/reorder-catalogue.ts'
import { restoreService } from '../commands/restore-service.ts'
import { restoreStaffMember } from '../commands/restore-staff-member.ts'
import { setScheduleOverride } from '../commands/set-schedule-override.ts'
import { setWeeklyHours } from '../commands/set-weekly-hours.ts'
import { updateCategory } from '../commands/update-category.ts'
import * as contract from '../contract.ts'
import { getPicture } from '../errands/get-picture.ts'
import { locatePostcode } from '../errands/locate-postcode.ts'
import { createServiceWithPicture, updateServiceWithPicture } from '../errands/save-service.ts'
import { createStaffMemberWithPicture, updateStaffMemberWithPicture } from '../errands/save-staff-member.ts'
import { setStaffAreas } from '../errands/set-staff-areas.ts'
import { listCategories } from '../queries/list-categories.ts'
import { listHolidays } from '../queries/list-holidays.ts'
import { getService, listServices } from '../queries/list-services.ts'
import { getStaffMember, listStaff } from '../queries/list-staff.ts'

/** What is sold, by whom, where and when. */
export const catalogueEndpoints: Served[] = [
  serve(contract.listCategories, listCategories),
  serve(contract.createCategory, createCategory),
  serve(contract.updateCategory, updateCategory),
  serve(contract.deleteCategory, deleteCategory),
  serve(contract.reorderCatalogue, reorderCatalogue),
  serve(contract.listServices, listServices),
  serve(contract.getService, getService),
  serveErrand(contract.createService, createServiceWithPicture),
  serveErrand(contract.updateService, updateServiceWithPicture),
  serve(contract.deleteService, deleteService),
  serve(contract.restoreService, restoreService),
  serve(contract.listStaff, listStaff),
  serve(contract.getStaffMember, getStaffMember),
  serveErrand(contract.createStaffMember, createStaffMemberWithPicture),
  serveErrand(contract.updateStaffMember, updateStaffMemberWithPicture),
  serve(contract.deleteStaffMember, deleteStaffMember),
  serve(contract.restoreStaffMember, restoreStaffMember),
  serve(contract.setWeeklyHours, setWeeklyHours),
  serve(contract.setScheduleOverride, setScheduleOverride),
  serve(contract.removeScheduleOverride, removeScheduleOverride),
  serveErrand(contract.setStaffAreas, setStaffAreas),
  serve(contract.listHolidays, listHolidays),
  serve(contract.createHoliday, createHoliday),
  serve(contract.deleteHoliday, deleteHoliday),
  serve(contract.bankHolidays, addBankHolidays),
  serveErrand(contract.locatePostcode, locatePostcode),
  serveErrand(contract.getPicture, getPicture),
]
