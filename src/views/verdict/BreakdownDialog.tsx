import { selectDesign, selectReport } from '../../state/design-slice';
import { ModalDialog } from '../parts/ModalDialog';
import { useRidgeline } from '../store-context';
import { AreaBreakdown } from './AreaBreakdown';
import { CostBreakdown } from './CostBreakdown';
import { EnergyBreakdown } from './EnergyBreakdown';

/** Energy, area, cost and carbon of the design on screen in parts: bars, the tables beside them, and every source. */
export function BreakdownDialog({ onClose }: { readonly onClose: () => void }) {
  const design = useRidgeline(selectDesign);
  const report = useRidgeline(selectReport);
  return (
    <ModalDialog title="Energy, area, cost and carbon" onClose={onClose}>
      <EnergyBreakdown design={design} report={report} />
      <AreaBreakdown design={design} area={report.area} />
      <CostBreakdown design={design} report={report} />
    </ModalDialog>
  );
}
