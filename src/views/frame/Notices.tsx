import { Button } from '../parts/Button';
import { CloseIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './frame.module.css';

/** What the page has to tell, above its content: damaged links, imports, work that was kept. */
export function Notices() {
  const { getState } = useRidgelineStore();
  const notices = useRidgeline((state) => state.notices);
  return (
    <div className={styles.notices} role="status" data-print="hide">
      {notices.map(({ id, tone, text, details, action }) => (
        <div key={id} className={styles.notice} data-tone={tone}>
          <div className={styles.noticeText}>
            <p>{text}</p>
            {details.map((detail) => (
              <p key={detail} className={styles.noticeDetail}>
                {detail}
              </p>
            ))}
          </div>
          {action !== null && <Button onClick={action.run}>{action.label}</Button>}
          <Button look="icon" aria-label="Dismiss" onClick={() => getState().dismiss(id)}>
            <CloseIcon />
          </Button>
        </div>
      ))}
    </div>
  );
}
