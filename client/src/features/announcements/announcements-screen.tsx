import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { Readers } from './readers';

const COLUMNS = ['title', 'fromAt', 'toAt', 'roleIds', 'orgUnitIds'];

/** What the company tells its people, for those who write it; a row opens it with its readers. */
export function AnnouncementsScreen() {
  return (
    <RecordListScreen
      type="announcement"
      defaultColumns={COLUMNS}
      renderPeek={(record) => <Readers id={record.id} />}
    />
  );
}
