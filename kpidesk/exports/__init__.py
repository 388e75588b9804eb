"""Writers: PDF, workbook, CSV, calendar, images, hand-over pack."""
