"""Lists of people from elsewhere: received, understood row by row, registered, and put aside where somebody
must look."""
