"""What those who work on MediQuiz use. Nothing of it is in the wheel."""
